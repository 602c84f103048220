// clean: objects are found in a map that nobody changes, and have locks of their own
class Account
{
    private readonly object _gate = new();
    private int _balance;

    public void Add(int amount)
    {
        lock (_gate)
            _balance += amount;
    }
}

static class Program
{
    static void Run(Dictionary<int, Account> accounts, int[] ids) => Parallel.ForEach(ids, id =>
    {
        if (accounts.TryGetValue(id, out Account? account))
            account.Add(1);
    });
}
