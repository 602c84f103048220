//! Mixed reads and writes of crossbeam-skiplist's map by all workers: the traffic of `MixedTraffic.cs`.

use super::Workload;
use crate::split_mix::SplitMix64;
use crossbeam_skiplist::SkipMap;

/// The operations of one run, over all workers.
const OPERATIONS: u64 = 200_000;

/// The workload of a name such as `skipmap/1000/90`: the keys to choose from, and the share of reads. The check value is the sum of what the
/// last run read of the keys that stay.
pub fn create(name: &str) -> Option<Box<dyn Workload>> {
    let (keys, reads) = name.strip_prefix("skipmap/")?.split_once('/')?;
    let traffic = Traffic {
        keys: keys.parse().ok()?,
        read_percent: reads.parse().ok()?,
        map: SkipMap::new(),
    };
    for key in traffic.staying() {
        traffic.map.insert(key, !key);
    }
    Some(Box::new(traffic))
}

struct Traffic {
    keys: u64,
    read_percent: u64,
    map: SkipMap<u64, u64>,
}

impl Workload for Traffic {
    fn run(&self, count: u32) -> u64 {
        rayon::broadcast(|worker| self.share(worker.index() as u64, worker.num_threads() as u64, u64::from(count)))
            .into_iter()
            .fold(0, u64::wrapping_add)
    }
}

impl Traffic {
    /// The even keys, in no order.
    fn staying(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = (0..self.keys / 2).map(|index| index * 2).collect();
        let mut random = SplitMix64::new(1);
        for last in (1..keys.len()).rev() {
            keys.swap(last, random.next() as usize % (last + 1));
        }
        keys
    }

    fn share(&self, worker: u64, workers: u64, count: u64) -> u64 {
        let mut sum = 0u64;
        for run in (0..count).rev() {
            sum = 0;
            let mut random = SplitMix64::new((run << 32) + worker + 1);
            for _ in 0..OPERATIONS / workers {
                let number = random.next();
                let key = (number >> 32) % self.keys;
                let percent = (number & 0xFFFF_FFFF) % 100;
                if percent < self.read_percent {
                    if let Some(entry) = self.map.get(&key) {
                        if key % 2 == 0 {
                            sum = sum.wrapping_add(*entry.value());
                        }
                    }
                } else if percent % 2 == 0 {
                    self.map.get_or_insert(key | 1, !(key | 1));
                } else {
                    self.map.remove(&(key | 1));
                }
            }
        }
        sum
    }
}
