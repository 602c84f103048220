// workload: data-parallel
// expect: FA1001 par @ for (int y = 0; y < height; y++)
static class Mandelbrot
{
    public static int[,] Render(int width, int height)
    {
        var image = new int[height, width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                image[y, x] = Iterations(3.5 * x / width - 2.5, 2.0 * y / height - 1);
        }
        return image;
    }

    private static int Iterations(double cx, double cy)
    {
        double x = 0, y = 0;
        int n = 0;
        while (x * x + y * y < 4 && n < 1000)
        {
            (x, y) = (x * x - y * y + cx, 2 * x * y + cy);
            n++;
        }
        return n;
    }
}
