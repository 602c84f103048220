// clean FC1006: each account under its own lock
class Account
{
    private readonly object _gate = new();
    private int _balance;
    public void Pay(int amount) { lock (_gate) _balance += amount; }
}

static class Program
{
    static void Run(Account[] accounts, int[] to) => Parallel.For(0, to.Length, i => accounts[to[i]].Pay(1));
}
