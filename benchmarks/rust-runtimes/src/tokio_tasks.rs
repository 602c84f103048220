//! tokio: its runtime of one thread.

use crate::clock::{measure, Measured};
use crate::{due, SLEEPERS, SPAWNS, TIMERS, YIELDS};
use std::hint::black_box;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::task;
use tokio::time::sleep;

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("the runtime starts")
}

pub fn yields() -> (Measured, u64) {
    let runtime = runtime();
    measure(|| {
        runtime.block_on(async {
            task::spawn(async {
                for _ in 0..YIELDS {
                    task::yield_now().await;
                }
            })
            .await
            .expect("it ends");
            YIELDS
        })
    })
}

pub fn spawns() -> (Measured, u64) {
    let runtime = runtime();
    measure(|| {
        runtime.block_on(async {
            let mut sum = 0;
            for value in 0..SPAWNS {
                sum += task::spawn(async move { black_box(value) }).await.expect("it ends");
            }
            sum
        })
    })
}

async fn outer() {
    middle().await
}

async fn middle() {
    inner().await
}

async fn inner() {
    sleep(Duration::from_secs(3600)).await;
}

/// Only the cancelling.
pub fn cancels() -> (Measured, u64) {
    let runtime = runtime();
    let tasks: Vec<_> = (0..SLEEPERS).map(|_| runtime.spawn(outer())).collect();
    runtime.block_on(async {
        for _ in 0..SLEEPERS {
            task::yield_now().await;
        }
    });
    measure(|| {
        runtime.block_on(async {
            for task in &tasks {
                task.abort();
            }
            for task in tasks {
                assert!(task.await.expect_err("it was aborted").is_cancelled());
            }
            SLEEPERS
        })
    })
}

pub fn timers() -> (Measured, u64) {
    let runtime = runtime();
    measure(|| {
        runtime.block_on(async {
            let tasks: Vec<_> = (0..TIMERS)
                .map(|timer| {
                    task::spawn(async move {
                        sleep(due(timer)).await;
                    })
                })
                .collect();
            for task in tasks {
                task.await.expect("it ends");
            }
            TIMERS
        })
    })
}
