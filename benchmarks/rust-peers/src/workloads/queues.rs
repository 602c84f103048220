//! Numbers through Crossbeam's queues, in the shapes of `crossbeam-channel/benchmarks/segqueue.rs`: who finds the queue full or empty yields. Each
//! queue is made once, so that what is compared is its use.

use super::Workload;
use crossbeam_queue::{ArrayQueue, SegQueue};
use std::thread;

const ITEMS: u64 = 400_000;

/// The workload of a name such as `queues-spsc/SegQueue`. The check value is the sum of all that was popped.
pub fn create(name: &str) -> Option<Box<dyn Workload>> {
    let (shape, queue) = name.strip_prefix("queues-")?.split_once('/')?;
    let shape = match shape {
        "seq" => Shape::Sequential,
        "spsc" => Shape::Concurrent { producers: 1, consumers: 1 },
        "mpsc" => Shape::Concurrent { producers: 2, consumers: 1 },
        "mpmc" => Shape::Concurrent { producers: 2, consumers: 2 },
        _ => return None,
    };
    match queue {
        "ArrayQueue" => Some(route(ArrayQueue::new(ITEMS as usize), shape)),
        "SegQueue" => Some(route(SegQueue::new(), shape)),
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Shape {
    Sequential,
    Concurrent { producers: u64, consumers: u64 },
}

trait Queue: Sync + 'static {
    fn try_push(&self, item: u64) -> bool;
    fn try_pop(&self) -> Option<u64>;
}

impl Queue for ArrayQueue<u64> {
    fn try_push(&self, item: u64) -> bool {
        self.push(item).is_ok()
    }

    fn try_pop(&self) -> Option<u64> {
        self.pop()
    }
}

impl Queue for SegQueue<u64> {
    fn try_push(&self, item: u64) -> bool {
        self.push(item);
        true
    }

    fn try_pop(&self) -> Option<u64> {
        self.pop()
    }
}

fn route<Q: Queue>(queue: Q, shape: Shape) -> Box<dyn Workload> {
    Box::new(move || match shape {
        Shape::Sequential => {
            produce(&queue, 0, ITEMS);
            consume(&queue, ITEMS)
        }
        Shape::Concurrent { producers, consumers } => thread::scope(|scope| {
            let queue = &queue;
            let share = ITEMS / producers;
            for producer in 0..producers {
                scope.spawn(move || produce(queue, share * producer, share));
            }
            let consumers: Vec<_> = (0..consumers)
                .map(|_| scope.spawn(move || consume(queue, ITEMS / consumers)))
                .collect();
            consumers.into_iter().map(|consumer| consumer.join().unwrap()).sum()
        }),
    })
}

fn produce(queue: &impl Queue, first: u64, items: u64) {
    for item in first..first + items {
        while !queue.try_push(item) {
            thread::yield_now();
        }
    }
}

fn consume(queue: &impl Queue, items: u64) -> u64 {
    let mut sum = 0;
    for _ in 0..items {
        sum += loop {
            match queue.try_pop() {
                Some(item) => break item,
                None => thread::yield_now(),
            }
        };
    }
    sum
}
