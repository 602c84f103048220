namespace Fearless.Tasks;

/// <summary>The value of <paramref name="local"/>.</summary>
internal sealed class LocalBinding<T>(TaskLocal<T> local, T value, LocalBinding? outer) : LocalBinding(outer)
{
    public TaskLocal<T> Local => local;

    public T Value => value;
}
