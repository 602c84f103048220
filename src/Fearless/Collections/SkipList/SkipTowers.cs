using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Collections;

// The links of nodes of some heights, side by side. Six of them, as each is a class of nodes more, and few nodes are high.
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

[InlineArray(SkipNodes.MaxHeight)]
internal struct SkipTowerMax
{
    public AtomicRef<SkipLink> First;
}
