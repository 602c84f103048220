// race FC1004: the slower of two goes on
static class Program
{
    static async Task<int> Run()
    {
        int answer = 0;
        Task one = Task.Run(() => { /*first*/answer = 1; });
        Task limit = Task.Delay(100);
        await Task.WhenAny(one, limit);
        return /*second*/answer;
    }
}
