namespace Fearless.Sorting;

/// <summary>What all jobs of a sort in some order share. The one object that a sort allocates for itself.</summary>
internal sealed class SortOperation<TOrder>(TOrder order, int grain, CancellationToken cancellationToken) : SortOperation(grain, cancellationToken)
    where TOrder : struct
{
    public readonly TOrder Order = order;
}
