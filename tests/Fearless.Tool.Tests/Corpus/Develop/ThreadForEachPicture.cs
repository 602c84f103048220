// workload: data-parallel
// expect: FC6007 par @ new Thread(() => Blur(picture))
static class Blurring
{
    public static void Run(List<double[]> pictures)
    {
        var threads = new List<Thread>();
        foreach (double[] picture in pictures)
        {
            var thread = new Thread(() => Blur(picture));
            thread.Start();
            threads.Add(thread);
        }
        threads.ForEach(static thread => thread.Join());
    }

    private static void Blur(double[] picture)
    {
        for (int round = 0; round < 100; round++)
        {
            for (int i = 1; i < picture.Length - 1; i++)
                picture[i] = (picture[i - 1] + picture[i] + picture[i + 1]) / 3;
        }
    }
}
