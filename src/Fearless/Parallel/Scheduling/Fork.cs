namespace Fearless.Scheduling;

/// <summary>An open fork: where its job lies, most often in the worker's own stack, and how to copy that to the heap.</summary>
/// <remarks>SAFETY: only the worker's own thread follows the address, and ForkJoin, which keeps the job in its place, outlives the
/// entry.</remarks>
internal unsafe struct Fork
{
    public void* Job;
    public delegate*<ref ForkStack, void*, HeapJob> CopyToHeap;
}
