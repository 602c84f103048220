//! The sum of a full binary tree of heap nodes, with a join at every node.
//! SOURCE: chili, `benches/overhead.rs`, after Spice's benchmark.

use super::Workload;

struct Node {
    value: u64,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

impl Node {
    /// A full tree of `2^levels - 1` nodes of value 1.
    fn tree(levels: u32) -> Option<Box<Node>> {
        (levels > 0).then(|| {
            Box::new(Node {
                value: 1,
                left: Node::tree(levels - 1),
                right: Node::tree(levels - 1),
            })
        })
    }
}

pub fn sequential(levels: u32) -> Box<dyn Workload> {
    let root = Node::tree(levels);
    Box::new(move || sum(root.as_deref()))
}

pub fn join(levels: u32) -> Box<dyn Workload> {
    let root = Node::tree(levels);
    Box::new(move || sum_join(root.as_deref()))
}

fn sum(node: Option<&Node>) -> u64 {
    let Some(node) = node else { return 0 };
    node.value + sum(node.left.as_deref()) + sum(node.right.as_deref())
}

fn sum_join(node: Option<&Node>) -> u64 {
    let Some(node) = node else { return 0 };
    let (left, right) = rayon::join(|| sum_join(node.left.as_deref()), || sum_join(node.right.as_deref()));
    node.value + left + right
}
