using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Collections;

// The links of nodes of some heights, side by side. Seven of them, as each is a class of nodes more: half of all nodes have one level, a
// quarter two, and so on.
internal struct SkipTower1
{
    public AtomicRef<SkipLink> First;
}

[InlineArray(2)]
internal struct SkipTower2
{
    public AtomicRef<SkipLink> First;
}

[InlineArray(3)]
internal struct SkipTower3
{
    public AtomicRef<SkipLink> First;
}

[InlineArray(4)]
internal struct SkipTower4
{
    public AtomicRef<SkipLink> First;
}

[InlineArray(8)]
internal struct SkipTower8
{
    public AtomicRef<SkipLink> First;
}

[InlineArray(16)]
internal struct SkipTower16
{
    public AtomicRef<SkipLink> First;
}

[InlineArray(SkipNodes.MaxHeight)]
internal struct SkipTowerMax
{
    public AtomicRef<SkipLink> First;
}
