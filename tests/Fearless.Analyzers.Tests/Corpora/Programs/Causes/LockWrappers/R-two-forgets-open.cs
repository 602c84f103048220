// race FC1006: one of two forgets to open
class Account
{
    private readonly Lock _gate = new();
    public long Balance;

    public void Open() => _gate.Enter();

    public void Close() => _gate.Exit();
}

class Program
{
    void Run(Account account) => Parallel.Invoke(
        () => { account.Open(); account.Balance += 1; account.Close(); },
        () => account.Balance += 2);
}
