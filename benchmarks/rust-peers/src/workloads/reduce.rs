//! Reductions of arrays to one number. Each has its C# twin in `Workloads/Iterators/ReductionRows.cs`. All numbers are small whole ones, so that
//! sums are the same in whatever order.

use super::Workload;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::sync::OnceLock;

const MOST: usize = 100_000_000;

/// Workloads by `reduce/<what>/<length>`.
pub fn create(name: &str) -> Option<Box<dyn Workload>> {
    let (what, length) = name.strip_prefix("reduce/")?.split_once('/')?;
    let length: usize = length.parse().ok()?;
    Some(match what {
        "squares" => over(doubles(length), |x| x.par_iter().map(|x| x * x).sum::<f64>() as u64),
        "dot" => {
            let (one, other) = (doubles(length), others(length));
            Box::new(move || one.par_iter().zip(other.par_iter()).map(|(x, y)| x * y).sum::<f64>() as u64)
        }
        "min" => over(doubles(length), |x| {
            x.par_iter().copied().reduce(|| f64::INFINITY, f64::min) as u64
        }),
        "max" => over(integers(length), |x| {
            x.par_iter().copied().max().map_or(0, |max| max as u64)
        }),
        "count" => over(integers(length), |x| {
            x.par_iter().filter(|&&x| x % 3 == 0).count() as u64
        }),
        _ => return None,
    })
}

fn over<T: Send + Sync + 'static>(items: &'static [T], reduce: fn(&[T]) -> u64) -> Box<dyn Workload> {
    Box::new(move || reduce(std::hint::black_box(items)))
}

// Those of a hundred million are there once.

fn doubles(length: usize) -> &'static [f64] {
    static MOST_OF_ALL: OnceLock<&[f64]> = OnceLock::new();
    kept(&MOST_OF_ALL, length, || numbers(length).map(f64::from).collect())
}

fn others(length: usize) -> &'static [f64] {
    static MOST_OF_ALL: OnceLock<&[f64]> = OnceLock::new();
    kept(&MOST_OF_ALL, length, || numbers(length).map(f64::from).collect())
}

fn integers(length: usize) -> &'static [i32] {
    static MOST_OF_ALL: OnceLock<&[i32]> = OnceLock::new();
    kept(&MOST_OF_ALL, length, || numbers(length).collect())
}

fn kept<T: Sync>(most: &OnceLock<&'static [T]>, length: usize, create: impl FnOnce() -> Vec<T>) -> &'static [T] {
    if length == MOST {
        most.get_or_init(|| create().leak())
    } else {
        create().leak()
    }
}

fn numbers(length: usize) -> impl Iterator<Item = i32> {
    (0..length).map(|i| (i % 1000 + 1) as i32)
}
