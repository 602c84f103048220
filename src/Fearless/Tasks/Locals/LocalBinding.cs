namespace Fearless.Tasks;

/// <summary>A value of a task-local, and the bindings outside of it: what a task sees, which never changes and so can be shared.</summary>
internal abstract class LocalBinding(LocalBinding? outer)
{
    public LocalBinding? Outer => outer;
}
