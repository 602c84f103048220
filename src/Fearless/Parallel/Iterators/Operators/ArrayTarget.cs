namespace Fearless;

internal readonly struct ArrayTarget<T>(T[] array) : ICollectTarget<T>
{
    public Span<T> GetSpan(int start, int count) => new(array, start, count);
}
