// race FC1001: an out argument is the shared variable
static class Program
{
    static int Run(string[] texts)
    {
        int value = 0;
        Parallel.ForEach(texts, text => { int.TryParse(text, out /*first, second*/value); });
        return value;
    }
}
