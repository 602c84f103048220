//! The sum of a full binary tree of heap nodes, with a join at every node.
//! SOURCE: chili, `benches/overhead.rs`, after Spice's benchmark. Spice allocates parents before their children, chili after them.

use super::Workload;

struct Node {
    value: u64,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

impl Node {
    /// A full tree of `2^levels - 1` nodes of value 1, each allocated before its children.
    fn parents_first(levels: u32) -> Option<Box<Node>> {
        (levels > 0).then(|| {
            let mut node = Box::new(Node { value: 1, left: None, right: None });
            node.left = Node::parents_first(levels - 1);
            node.right = Node::parents_first(levels - 1);
            node
        })
    }

    /// As `parents_first`, each allocated after its children.
    fn children_first(levels: u32) -> Option<Box<Node>> {
        (levels > 0).then(|| {
            let left = Node::children_first(levels - 1);
            let right = Node::children_first(levels - 1);
            Box::new(Node { value: 1, left, right })
        })
    }
}

/// The order in which the nodes were allocated.
pub enum Order {
    ParentsFirst,
    ChildrenFirst,
}

fn tree(levels: u32, order: Order) -> Option<Box<Node>> {
    match order {
        Order::ParentsFirst => Node::parents_first(levels),
        Order::ChildrenFirst => Node::children_first(levels),
    }
}

pub fn sequential(levels: u32, order: Order) -> Box<dyn Workload> {
    let root = tree(levels, order);
    Box::new(move || sum(root.as_deref()))
}

pub fn join(levels: u32, order: Order) -> Box<dyn Workload> {
    let root = tree(levels, order);
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
