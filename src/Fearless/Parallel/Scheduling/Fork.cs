namespace Fearless.Scheduling;

/// <summary>A fork that its worker has not published: where its job lies in the worker's own stack, and how to copy that to the heap.</summary>
/// <remarks>SAFETY: only the thread whose stack the job lies in ever follows the address, and the frame that holds the job outlives the entry.</remarks>
internal unsafe struct Fork
{
    public void* Job;
    public delegate*<Worker, void*, HeapJob> CopyToHeap;
}
