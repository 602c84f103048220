//! Loops over the elements of arrays. Each has its C# twin in `Workloads/Iterators/ElementRows.cs`.
//! SOURCE: rayon, `rayon-demo`: `vec_collect.rs`, `sieve`, and the `increment_all` benchmarks.

use super::Workload;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::sync::Mutex;

const NUMBERS: u64 = 102_400;
const COLLECTED: u32 = 4_194_304;
const SIEVED: usize = 10_000_000;
const CHUNK: usize = 100_000;

/// Workloads by name.
pub fn create(name: &str) -> Option<Box<dyn Workload>> {
    Some(match name {
        "increment" => incrementing(|numbers| numbers.par_iter_mut().for_each(|x| *x += 1)),
        "increment-min" => incrementing(|numbers| numbers.par_iter_mut().with_min_len(1024).for_each(|x| *x += 1)),
        "increment-serialized" => {
            incrementing(|numbers| numbers.par_iter_mut().with_min_len(usize::MAX).for_each(|x| *x += 1))
        }
        "increment-max" => incrementing(|numbers| numbers.par_iter_mut().with_max_len(100).for_each(|x| *x += 1)),
        "collect" => Box::new(|| check(&(0..COLLECTED).into_par_iter().collect::<Vec<u32>>())),
        "collect-reused" => collect_reused(),
        "collect-filtered" => Box::new(|| {
            check(
                &(0..COLLECTED)
                    .into_par_iter()
                    .filter(|x| x % 8 != 0)
                    .collect::<Vec<u32>>(),
            )
        }),
        "sieve" => Box::new(sieve),
        _ => return None,
    })
}

fn incrementing(increment: fn(&mut [u64])) -> Box<dyn Workload> {
    let numbers: Mutex<Vec<u64>> = Mutex::new((0..NUMBERS).collect());
    Box::new(move || {
        let mut numbers = numbers.lock().expect("one run at a time");
        increment(&mut numbers);
        numbers[numbers.len() - 1] - numbers[0]
    })
}

fn collect_reused() -> Box<dyn Workload> {
    let target = Mutex::new(Vec::new());
    Box::new(move || {
        let mut target = target.lock().expect("one run at a time");
        (0..COLLECTED).into_par_iter().collect_into_vec(&mut target);
        check(&target)
    })
}

fn check(items: &[u32]) -> u64 {
    items.len() as u64 + u64::from(items[items.len() - 1])
}

/// How many primes there are below the limit. One bool for each odd number; those up to the square root sieve the rest, chunk by chunk.
fn sieve() -> u64 {
    let mut is_prime = vec![true; SIEVED / 2];
    is_prime[0] = false;
    let root = (SIEVED as f64).sqrt() as usize;
    let (low, high) = is_prime.split_at_mut(root / 2 + 1);
    for i in 1..low.len() {
        if low[i] {
            clear(low, 0, 2 * i + 1);
        }
    }
    let first = low.len();
    let low = &*low;
    high.par_chunks_mut(CHUNK)
        .enumerate()
        .with_max_len(1)
        .for_each(|(index, chunk)| {
            for i in (1..low.len()).filter(|&i| low[i]) {
                clear(chunk, first + index * CHUNK, 2 * i + 1);
            }
        });
    1 + is_prime.iter().filter(|&&x| x).count() as u64
}

/// Clears the odd multiples of a prime, from its square on, in a chunk that begins at the given odd number's index.
fn clear(chunk: &mut [bool], first: usize, prime: usize) {
    let square = prime * prime / 2;
    let mut next = if square >= first {
        square - first
    } else {
        (prime - (first - square) % prime) % prime
    };
    while next < chunk.len() {
        chunk[next] = false;
        next += prime;
    }
}
