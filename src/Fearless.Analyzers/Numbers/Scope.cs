namespace Fearless.Analyzers.Numbers;

/// <summary>
/// What may be executed more than once: a method, an iteration of a loop, an instance of a strand. What is made inside differs from one
/// execution to the next, and so belongs to the scope; what is made outside is the same for all.
/// </summary>
/// <param name="parent">The scope around it.</param>
internal sealed class Scope(Scope? parent)
{
    private readonly Scope? _parent = parent;

    /// <summary>Whether <paramref name="inner"/> is this scope, or lies in it.</summary>
    public bool Contains(Scope? inner)
    {
        for (Scope? scope = inner; scope is not null; scope = scope._parent)
        {
            if (scope == this)
                return true;
        }
        return false;
    }
}
