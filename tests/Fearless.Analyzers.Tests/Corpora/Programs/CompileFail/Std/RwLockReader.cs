// race FC1006: written under a lock that lets all readers in
// SOURCE: rust-lang/rust, library/std/src/sync/poison/rwlock.rs
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
            gate.EnterReadLock();
            value += 1;
            gate.ExitReadLock();
        }
    }
}
