//! smol: its local executor, driven on this thread by `block_on`, which also drives its timers.

use crate::clock::{measure, Measured};
use crate::{due, SLEEPERS, SPAWNS, TIMERS, YIELDS};
use smol::{future, LocalExecutor, Timer};
use std::hint::black_box;
use std::time::Duration;

pub fn yields() -> (Measured, u64) {
    let executor = LocalExecutor::new();
    let task = executor.spawn(async {
        for _ in 0..YIELDS {
            future::yield_now().await;
        }
        YIELDS
    });
    measure(|| smol::block_on(executor.run(task)))
}

pub fn spawns() -> (Measured, u64) {
    let executor = LocalExecutor::new();
    measure(|| {
        smol::block_on(executor.run(async {
            let mut sum = 0;
            for value in 0..SPAWNS {
                sum += executor.spawn(async move { black_box(value) }).await;
            }
            sum
        }))
    })
}

async fn outer() {
    middle().await
}

async fn middle() {
    inner().await
}

async fn inner() {
    Timer::after(Duration::from_secs(3600)).await;
}

/// Only the cancelling: dropped tasks are scheduled once more, and their futures dropped then.
pub fn cancels() -> (Measured, u64) {
    let executor = LocalExecutor::new();
    let tasks: Vec<_> = (0..SLEEPERS).map(|_| executor.spawn(outer())).collect();
    while executor.try_tick() {}
    measure(|| {
        drop(tasks);
        while executor.try_tick() {}
        assert!(executor.is_empty());
        SLEEPERS
    })
}

pub fn timers() -> (Measured, u64) {
    let executor = LocalExecutor::new();
    measure(|| {
        smol::block_on(executor.run(async {
            let tasks: Vec<_> = (0..TIMERS)
                .map(|timer| {
                    executor.spawn(async move {
                        Timer::after(due(timer)).await;
                    })
                })
                .collect();
            for task in tasks {
                task.await;
            }
            TIMERS
        }))
    })
}
