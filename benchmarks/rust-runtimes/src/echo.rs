//! An echo over TCP: servers on smol and tokio, and the load for all of them.

use crate::clock;
use smol::io::{AsyncReadExt as _, AsyncWriteExt as _};
use std::io::{self, BufRead, Write};
use std::net::Ipv4Addr;
use std::thread;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::task::LocalSet;

const BUFFER: usize = 4096;
const MESSAGE: usize = 64;

/// Serves until its input ends, on a thread of its own.
pub fn serve(runtime: &str) -> io::Result<()> {
    let run = match runtime {
        "smol" => serve_smol,
        "tokio" => serve_tokio,
        _ => return Err(io::Error::new(io::ErrorKind::InvalidInput, "smol or tokio")),
    };
    thread::spawn(run);
    for line in io::stdin().lock().lines() {
        line?;
        report(clock::process_cpu_time().as_nanos())?;
    }
    Ok(())
}

fn report(number: u128) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{number}")?;
    out.flush()
}

fn serve_tokio() -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    LocalSet::new().block_on(&runtime, async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        report(u128::from(listener.local_addr()?.port()))?;
        loop {
            let (mut connection, _) = listener.accept().await?;
            connection.set_nodelay(true)?;
            tokio::task::spawn_local(async move {
                let mut buffer = vec![0; BUFFER];
                while let Ok(count @ 1..) = connection.read(&mut buffer).await {
                    if connection.write_all(&buffer[..count]).await.is_err() {
                        break;
                    }
                }
            });
        }
    })
}

fn serve_smol() -> io::Result<()> {
    let executor = smol::LocalExecutor::new();
    smol::block_on(executor.run(async {
        let listener = smol::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        report(u128::from(listener.local_addr()?.port()))?;
        loop {
            let (mut connection, _) = listener.accept().await?;
            connection.set_nodelay(true)?;
            executor
                .spawn(async move {
                    let mut buffer = vec![0; BUFFER];
                    while let Ok(count @ 1..) = connection.read(&mut buffer).await {
                        if connection.write_all(&buffer[..count]).await.is_err() {
                            break;
                        }
                    }
                })
                .detach();
        }
    }))
}

/// Each connection sends a message, waits for its echo, and sends the next.
pub fn load(port: u16, connections: u32, exchanges: u32) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    LocalSet::new().block_on(&runtime, async {
        let tasks: Vec<_> = (0..connections)
            .map(|_| {
                tokio::task::spawn_local(async move {
                    let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
                    connection.set_nodelay(true)?;
                    let mut message = [1; MESSAGE];
                    for _ in 0..exchanges {
                        connection.write_all(&message).await?;
                        connection.read_exact(&mut message).await?;
                    }
                    io::Result::Ok(())
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("it ends")?;
        }
        Ok(())
    })
}
