// race FC1002: the lock is taken twice and given back twice, then the balance is counted
class Account
{
    private readonly object _gate = new();
    private int _balance;

    public void Deposit(int amount)
    {
        Monitor.Enter(_gate);
        Monitor.Enter(_gate);
        _balance += amount;
        Monitor.Exit(_gate);
        Monitor.Exit(_gate);
        _balance++;
    }

    public static void Run(Account account) => Parallel.For(0, 10, i => account.Deposit(i));
}
