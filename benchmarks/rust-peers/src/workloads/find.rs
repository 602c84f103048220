//! Searches in ten million numbers. SOURCE: rayon, `rayon-demo/src/find.rs`.

use super::Workload;
use crate::split_mix::SplitMix64;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator};
use std::sync::OnceLock;

const ITEMS: usize = 10_000_000;

/// Workloads by `find/<what>/<first or any>`.
pub fn create(name: &str) -> Option<Box<dyn Workload>> {
    let (what, which) = name.strip_prefix("find/")?.split_once('/')?;
    let is_first = which == "first";
    Some(match what {
        "start" => needle(0, is_first),
        "middle" => needle(ITEMS / 2 - 1, is_first),
        "missing" => searching(u32::MAX, is_first),
        "common" if is_first => Box::new(|| found(items().par_iter().position_first(|x| x % 1000 == 999)) as u64),
        "common" => Box::new(|| u64::from(items()[found(items().par_iter().position_any(|x| x % 1000 == 999))] % 1000)),
        _ => return None,
    })
}

fn needle(place: usize, is_first: bool) -> Box<dyn Workload> {
    searching(items()[place], is_first)
}

fn searching(value: u32, is_first: bool) -> Box<dyn Workload> {
    Box::new(move || {
        let place = if is_first {
            items().par_iter().position_first(|&x| x == value)
        } else {
            items().par_iter().position_any(|&x| x == value)
        };
        found(place) as u64
    })
}

fn found(place: Option<usize>) -> usize {
    place.unwrap_or(ITEMS)
}

fn items() -> &'static [u32] {
    static ITEMS_OF_ALL: OnceLock<Vec<u32>> = OnceLock::new();
    ITEMS_OF_ALL.get_or_init(|| {
        let mut random = SplitMix64::new(42);
        (0..ITEMS).map(|_| random.next() as u32).collect()
    })
}
