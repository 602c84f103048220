using System.Runtime.CompilerServices;

namespace Fearless.Benchmarks.Workloads.Sorting;

/// <summary>Sixteen numbers, ordered as a sequence: an element that is dear to move.</summary>
internal readonly struct BigItem : IComparable<BigItem>
{
    private readonly Numbers _numbers;

    public BigItem(ulong number)
    {
        Span<ulong> numbers = _numbers;
        numbers.Fill(number);
    }

    public ulong First => _numbers[0];

    public int CompareTo(BigItem other)
    {
        for (int i = 0; i < 16; i++)
        {
            int order = _numbers[i].CompareTo(other._numbers[i]);
            if (order != 0)
                return order;
        }
        return 0;
    }

    [InlineArray(16)]
    private struct Numbers
    {
        private ulong _first;
    }
}
