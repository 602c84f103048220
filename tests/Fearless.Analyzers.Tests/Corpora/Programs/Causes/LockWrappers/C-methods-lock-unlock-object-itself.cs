// clean: methods that lock and unlock the object itself
class Account
{
    private readonly Lock _gate = new();
    public long Balance;

    public void Open() => _gate.Enter();

    public void Close() => _gate.Exit();
}

class Program
{
    void Run(Account account) => Parallel.For(0, 100, i =>
    {
        account.Open();
        account.Balance += i;
        account.Close();
    });
}
