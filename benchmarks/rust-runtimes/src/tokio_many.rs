//! tokio: its runtime of several threads, with two workers.

use crate::clock::{measure, Measured};
use crate::{BATCH, MANY_SPAWNS, MANY_YIELDERS, MESSAGES, YIELDS};
use std::hint::black_box;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::task;

fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .expect("the runtime starts")
}

/// Each task is awaited before the next is spawned, from a task.
pub fn spawns() -> (Measured, u64) {
    let runtime = runtime();
    measure(|| {
        runtime
            .block_on(runtime.spawn(async {
                let mut sum = 0;
                for value in 0..MANY_SPAWNS {
                    sum += task::spawn(async move { black_box(value) }).await.expect("it ends");
                }
                sum
            }))
            .expect("it ends")
    })
}

/// A batch of tasks is spawned, and then awaited.
pub fn batches() -> (Measured, u64) {
    let runtime = runtime();
    measure(|| {
        runtime
            .block_on(runtime.spawn(async {
                let mut sum = 0;
                for first in (0..MANY_SPAWNS).step_by(BATCH as usize) {
                    let tasks: Vec<_> = (first..first + BATCH)
                        .map(|value| task::spawn(async move { black_box(value) }))
                        .collect();
                    for task in tasks {
                        sum += task.await.expect("it ends");
                    }
                }
                sum
            }))
            .expect("it ends")
    })
}

/// Several tasks that yield, so that both workers have some.
pub fn yields() -> (Measured, u64) {
    let runtime = runtime();
    measure(|| {
        let tasks: Vec<_> = (0..MANY_YIELDERS)
            .map(|_| {
                runtime.spawn(async {
                    for _ in 0..YIELDS / MANY_YIELDERS {
                        task::yield_now().await;
                    }
                })
            })
            .collect();
        runtime.block_on(async {
            for task in tasks {
                task.await.expect("it ends");
            }
            YIELDS
        })
    })
}

/// Two tasks, and a message there and back.
pub fn ping_pong() -> (Measured, u64) {
    let runtime = runtime();
    measure(|| {
        let (requests, mut asked) = mpsc::channel::<u64>(1);
        let (answers, mut answered) = mpsc::channel::<u64>(1);
        let server = runtime.spawn(async move {
            while let Some(request) = asked.recv().await {
                answers.send(request).await.expect("somebody asked");
            }
        });
        let client = runtime.spawn(async move {
            let mut sum = 0;
            for message in 0..MESSAGES {
                requests.send(message).await.expect("somebody answers");
                sum += answered.recv().await.expect("an answer");
            }
            sum
        });
        runtime.block_on(async {
            let sum = client.await.expect("it ends");
            server.await.expect("it ends");
            sum
        })
    })
}
