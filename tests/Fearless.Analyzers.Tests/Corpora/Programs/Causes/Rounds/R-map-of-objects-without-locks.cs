// race FC1002: two ids may be the same account
class Account
{
    public int Balance;
}

static class Program
{
    static void Run(Dictionary<int, Account> accounts, int[] ids) => Parallel.ForEach(ids, id =>
    {
        if (accounts.TryGetValue(id, out Account? account))
            account.Balance++;
    });
}
