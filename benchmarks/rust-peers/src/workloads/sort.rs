//! Sorts a copy of an input, again and again; the copy is part of a run, in both languages.

use super::Workload;
use rayon::slice::ParallelSliceMut;
use std::sync::Mutex;

const ITEMS: usize = 50_000;
const MANY_ITEMS: usize = 1_000_000;

/// Workloads by `sort/<input>/<way>`.
pub fn create(name: &str) -> Option<Box<dyn Workload>> {
    let (input, way) = name.strip_prefix("sort/")?.split_once('/')?;
    match input {
        "ascending" => numbers(ascending(), way),
        "descending" => numbers(descending(), way),
        "mostly-ascending" => numbers(disturbed(ascending()), way),
        "mostly-descending" => numbers(disturbed(descending()), way),
        "random" => numbers(random(ITEMS), way),
        "million" => numbers(random(MANY_ITEMS), way),
        "big" => plain(random(ITEMS).into_iter().map(|x| [x; 16]).collect(), way, |x| x[0]),
        "strings" => plain(strings(), way, first_bytes),
        "key" => keyed(random(ITEMS), way),
        _ => None,
    }
}

fn numbers(input: Vec<u64>, way: &str) -> Option<Box<dyn Workload>> {
    plain(input, way, |x| *x)
}

fn plain<T: Copy + Ord + Send + Sync + 'static>(input: Vec<T>, way: &str, number: fn(&T) -> u64) -> Option<Box<dyn Workload>> {
    Some(match way {
        "stable" => sorting(input, number, |items| items.par_sort()),
        "unstable" => sorting(input, number, |items| items.par_sort_unstable()),
        _ => return None,
    })
}

fn keyed(input: Vec<u64>, way: &str) -> Option<Box<dyn Workload>> {
    Some(match way {
        "stable" => sorting(input, |x| *x, |items| items.par_sort_by_key(u64::to_string)),
        "unstable" => sorting(input, |x| *x, |items| items.par_sort_unstable_by_key(u64::to_string)),
        "cached" => sorting(input, |x| *x, |items| items.par_sort_by_cached_key(u64::to_string)),
        _ => return None,
    })
}

fn sorting<T: Copy + Send + Sync + 'static>(input: Vec<T>, number: fn(&T) -> u64, sort: fn(&mut [T])) -> Box<dyn Workload> {
    let work = Mutex::new(input.clone());
    Box::new(move || {
        let mut items = work.lock().expect("one run at a time");
        items.copy_from_slice(&input);
        sort(&mut items);
        check(&items, number)
    })
}

/// FNV-1a over 64 items in equal distances, and the last.
fn check<T>(items: &[T], number: fn(&T) -> u64) -> u64 {
    (0..=64_usize)
        .map(|sample| number(&items[sample * (items.len() - 1) / 64]))
        .fold(0, |hash, value| (hash ^ value).wrapping_mul(0x0000_0100_0000_01B3))
}

fn ascending() -> Vec<u64> {
    (0..ITEMS as u64).collect()
}

fn descending() -> Vec<u64> {
    (0..ITEMS as u64).rev().collect()
}

fn random(length: usize) -> Vec<u64> {
    let mut next = split_mix_64();
    (0..length).map(|_| next()).collect()
}

fn disturbed(mut items: Vec<u64>) -> Vec<u64> {
    let mut next = split_mix_64();
    let length = items.len() as u64;
    for _ in 0..(length as f64).sqrt() as u64 {
        let one = (next() % length) as usize;
        let other = (next() % length) as usize;
        items.swap(one, other);
    }
    items
}

/// One to twenty letters and digits. References, as in C#; they live as long as the process.
fn strings() -> Vec<&'static str> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut next = split_mix_64();
    (0..ITEMS)
        .map(|_| {
            let length = 1 + next() % 20;
            let text: String = (0..length).map(|_| LETTERS[(next() % 62) as usize] as char).collect();
            &*Box::leak(text.into_boxed_str())
        })
        .collect()
}

fn first_bytes(text: &&str) -> u64 {
    text.bytes().take(8).fold(0, |number, byte| number << 8 | u64::from(byte))
}

fn split_mix_64() -> impl FnMut() -> u64 {
    let mut state = 42_u64;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
