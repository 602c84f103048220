//! A full tree of 65,535 joins that does nothing else; it returns its number of leaves.
//! SOURCE: rayon, `rayon-demo/src/join_microbench.rs`, `join_recursively`.

use std::hint::black_box;

const DEPTH: u32 = 16;

pub fn sequential() -> u64 {
    leaves(black_box(DEPTH))
}

pub fn join() -> u64 {
    leaves_join(black_box(DEPTH))
}

fn leaves(depth: u32) -> u64 {
    if depth == 0 {
        return 1;
    }
    // Without the barrier the optimiser replaces the calls by a power of two.
    black_box(leaves(depth - 1)) + black_box(leaves(depth - 1))
}

fn leaves_join(depth: u32) -> u64 {
    if depth == 0 {
        return 1;
    }
    let (left, right) = rayon::join(|| leaves_join(depth - 1), || leaves_join(depth - 1));
    left + right
}
