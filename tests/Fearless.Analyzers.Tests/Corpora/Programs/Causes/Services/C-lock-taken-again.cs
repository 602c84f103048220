// clean: a lock that is held is taken again, and given back once
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
        _balance++;
        Monitor.Exit(_gate);
    }

    public static void Run(Account account) => Parallel.For(0, 10, i =>
    {
        account.Deposit(i);
        lock (account._gate)
        {
            lock (account._gate)
                account._balance++;
            account._balance++;
        }
    });
}
