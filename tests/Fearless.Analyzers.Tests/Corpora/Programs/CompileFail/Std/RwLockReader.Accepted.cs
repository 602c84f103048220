// clean FC1006: written under a lock for one
static class Program
{
    static int Run()
    {
        int value = 5;
        var gate = new ReaderWriterLockSlim();
        Par.Join(Add, Add);
        return value;

        void Add()
        {
            gate.EnterWriteLock();
            value += 1;
            gate.ExitWriteLock();
        }
    }
}
