//! Sorts by joins of halves. SOURCE: rayon, `rayon-demo`: `quicksort` and `mergesort`, their sizes and cut-offs.

use super::Workload;
use crate::split_mix::SplitMix64;
use std::sync::Mutex;

const ITEMS: usize = 488_281;
const QUICK_CHUNK: usize = 5 * 1024;
const SORT_CHUNK: usize = 32 * 1024;
const MERGE_CHUNK: usize = 64 * 1024;

pub fn create(name: &str) -> Option<Box<dyn Workload>> {
    Some(match name {
        "quicksort" => sorting(|items, _| quick_sort(items)),
        "mergesort" => sorting(merge_sort),
        _ => return None,
    })
}

fn sorting(sort: fn(&mut [u32], &mut [u32])) -> Box<dyn Workload> {
    let mut random = SplitMix64::new(42);
    let input: Vec<u32> = (0..ITEMS).map(|_| random.next() as u32).collect();
    let work = Mutex::new((input.clone(), vec![0_u32; ITEMS]));
    Box::new(move || {
        let mut work = work.lock().expect("one run at a time");
        let (items, buffer) = &mut *work;
        items.copy_from_slice(&input);
        sort(items, buffer);
        u64::from(items[0]) ^ u64::from(items[ITEMS / 2]) << 16 ^ u64::from(items[ITEMS - 1]) << 32
    })
}

fn quick_sort(items: &mut [u32]) {
    if items.len() <= 1 {
        return;
    }
    let middle = partition(items);
    let is_large = items.len() > QUICK_CHUNK;
    let (low, rest) = items.split_at_mut(middle);
    let high = &mut rest[1..];
    if is_large {
        rayon::join(|| quick_sort(low), || quick_sort(high));
    } else {
        quick_sort(low);
        quick_sort(high);
    }
}

/// Puts the last item, the pivot, in its place: no item before it is greater, and none behind it is less.
fn partition(items: &mut [u32]) -> usize {
    let pivot = items.len() - 1;
    let mut place = 0;
    for i in 0..pivot {
        if items[i] <= items[pivot] {
            items.swap(i, place);
            place += 1;
        }
    }
    items.swap(place, pivot);
    place
}

fn merge_sort(items: &mut [u32], buffer: &mut [u32]) {
    if items.len() <= SORT_CHUNK {
        items.sort_unstable();
        return;
    }
    let middle = items.len() / 2;
    {
        let (low, high) = items.split_at_mut(middle);
        let (low_buffer, high_buffer) = buffer.split_at_mut(middle);
        rayon::join(|| merge_sort(low, low_buffer), || merge_sort(high, high_buffer));
    }
    let (low, high) = items.split_at(middle);
    merge(low, high, buffer);
    items.copy_from_slice(buffer);
}

fn merge<'a>(mut low: &'a [u32], mut high: &'a [u32], target: &mut [u32]) {
    if low.len() < high.len() {
        std::mem::swap(&mut low, &mut high);
    }
    if target.len() <= MERGE_CHUNK {
        merge_in_turn(low, high, target);
        return;
    }
    let middle = low.len() / 2;
    let split = high.partition_point(|&x| x < low[middle]);
    let (low_first, low_last) = low.split_at(middle);
    let (high_first, high_last) = high.split_at(split);
    let (first, last) = target.split_at_mut(middle + split);
    rayon::join(
        || merge(low_first, high_first, first),
        || merge(low_last, high_last, last),
    );
}

fn merge_in_turn(low: &[u32], high: &[u32], target: &mut [u32]) {
    let (mut i, mut j) = (0, 0);
    for item in target {
        if j == high.len() || (i < low.len() && low[i] <= high[j]) {
            *item = low[i];
            i += 1;
        } else {
            *item = high[j];
            j += 1;
        }
    }
}
