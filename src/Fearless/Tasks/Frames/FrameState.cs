using System.Diagnostics;

namespace Fearless.Tasks;

/// <summary>What is known of a frame, and its place among the tasks of its scope, in one word: apart they would make every frame eight bytes
/// larger.</summary>
internal struct FrameState
{
    /// <summary>How many tasks a scope can have at a time.</summary>
    public const int MaxChildren = (1 << (32 - FlagBits)) - 1;

    private const int FlagBits = 8;
    private const uint FlagMask = (1 << FlagBits) - 1;

    // The flags, and above them the place plus one: none is zero.
    private uint _bits;

    /// <summary>The place of a task in its scope's list; -1 when it is in none.</summary>
    public int ChildIndex
    {
        readonly get => (int)(_bits >> FlagBits) - 1;
        set
        {
            Debug.Assert(value is >= -1 and < MaxChildren);
            _bits = (_bits & FlagMask) | ((uint)(value + 1) << FlagBits);
        }
    }

    public readonly bool Has(FrameFlags flag) => (_bits & (uint)flag) != 0;

    public void Set(FrameFlags flag) => _bits |= (uint)flag;

    public void Clear(FrameFlags flag) => _bits &= ~(uint)flag;
}
