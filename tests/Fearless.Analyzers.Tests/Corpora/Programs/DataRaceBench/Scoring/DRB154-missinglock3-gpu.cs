// clean FC1006: a semaphore of one
static class Program
{
    static int Run()
    {
        int value = 0;
        using var gate = new SemaphoreSlim(1);
        Par.Join(Add, Add);
        return value;

        void Add()
        {
            gate.Wait();
            value++;
            gate.Release();
        }
    }
}
