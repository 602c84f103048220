// clean FC1006: when the threads are done, no lock is needed
static class Program
{
    static int Run()
    {
        int data = 0;
        object gate = new();
        Task adding = Task.Run(() => { for (int i = 0; i < 10; i++) lock (gate) data++; });
        Task also = Task.Run(() => { for (int i = 0; i < 10; i++) lock (gate) data++; });
        Task.WaitAll(adding, also);
        return data;
    }
}
