namespace Fearless.Testing;

/// <summary>Lies in an atomic variable and says which location of the present execution it is.</summary>
/// <remarks>It is data without references, so that an atomic may lie wherever the product's may. One of an earlier execution, or of
/// none, counts as not there: the first access of an execution makes the location.</remarks>
internal struct LocationHandle
{
    public int Epoch;
    public int Index;
}
