//! What both languages run. Each workload has its C# twin under `Fearless.Benchmarks/Workloads`, with the same names and parameters.

pub mod channels;
mod divide;
mod elements;
mod fibonacci;
mod find;
mod full_tree;
mod nbody;
mod queues;
mod reduce;
#[cfg(feature = "skiplist")]
mod skip_map;
mod sort;
mod thread_scope;
mod tree_sum;

use std::collections::HashMap;
use tree_sum::Order;

/// Work with its input, ready to run any number of times.
pub trait Workload: Sync {
    /// Runs the work `count` times and returns the check value of the last.
    fn run(&self, count: u32) -> u64;
}

/// A closure is a workload: it is one run, and must keep the optimiser from merging runs.
impl<F: Fn() -> u64 + Sync> Workload for F {
    fn run(&self, count: u32) -> u64 {
        (0..count).fold(0, |_, _| std::hint::black_box(self()))
    }
}

/// Where a workload runs.
#[derive(Clone, Copy)]
pub enum Place {
    /// On a worker of the pool.
    Pool,
    /// On the main thread.
    Caller,
}

/// The workloads by name; each input is built when it is first asked for, then kept.
#[derive(Default)]
pub struct Catalogue {
    prepared: HashMap<String, (Place, Box<dyn Workload>)>,
}

impl Catalogue {
    pub fn prepare(&mut self, name: &str) -> Option<(Place, &dyn Workload)> {
        if !self.prepared.contains_key(name) {
            self.prepared.insert(name.to_owned(), create(name)?);
        }
        self.prepared.get(name).map(|(place, workload)| (*place, &**workload))
    }
}

fn create(name: &str) -> Option<(Place, Box<dyn Workload>)> {
    if let Some(workload) = channels::create(name) {
        return Some((Place::Caller, workload));
    }
    if let Some(workload) = queues::create(name) {
        return Some((Place::Caller, workload));
    }
    #[cfg(feature = "skiplist")]
    if let Some(workload) = skip_map::create(name) {
        return Some((Place::Pool, workload));
    }
    for create in [
        sort::create,
        elements::create,
        find::create,
        divide::create,
        reduce::create,
    ] {
        if let Some(workload) = create(name) {
            return Some((Place::Pool, workload));
        }
    }
    let place = if name.starts_with("threads-") {
        Place::Caller
    } else {
        Place::Pool
    };
    let workload: Box<dyn Workload> = match name {
        "fib/sequential" => Box::new(fibonacci::sequential),
        "fib/join" => Box::new(fibonacci::join),
        "full-tree/sequential" => Box::new(full_tree::sequential),
        "full-tree/join" => Box::new(full_tree::join),
        "tree-1023/sequential" => tree_sum::sequential(10, Order::ParentsFirst),
        "tree-1023/join" => tree_sum::join(10, Order::ParentsFirst),
        "tree-1m/sequential" => tree_sum::sequential(20, Order::ParentsFirst),
        "tree-1m/join" => tree_sum::join(20, Order::ParentsFirst),
        "tree-1m-post/sequential" => tree_sum::sequential(20, Order::ChildrenFirst),
        "tree-1m-post/join" => tree_sum::join(20, Order::ChildrenFirst),
        "nbody/sequential" => Box::new(nbody::sequential),
        "nbody/join" => Box::new(nbody::join),
        "threads-1/scope" => thread_scope::scope(1),
        "threads-8/scope" => thread_scope::scope(8),
        _ => return None,
    };
    Some((place, workload))
}
