//! fib(32) with a join at every call and no cut-off: 3,524,577 joins.

use std::hint::black_box;

const N: u32 = 32;

pub fn sequential() -> u64 {
    fib(black_box(N))
}

pub fn join() -> u64 {
    fib_join(black_box(N))
}

fn fib(n: u32) -> u64 {
    if n < 2 {
        return n as u64;
    }
    fib(n - 1) + fib(n - 2)
}

fn fib_join(n: u32) -> u64 {
    if n < 2 {
        return n as u64;
    }
    let (left, right) = rayon::join(|| fib_join(n - 1), || fib_join(n - 2));
    left + right
}
