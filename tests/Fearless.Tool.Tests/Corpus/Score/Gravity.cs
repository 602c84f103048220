// workload: data-parallel
// expect: FA1001 par @ for (int i = 0; i < bodies.Length; i++)
static class Gravity
{
    public readonly record struct Body(double X, double Y, double Mass);

    public static double[] Potentials(Body[] bodies)
    {
        var potentials = new double[bodies.Length];
        for (int i = 0; i < bodies.Length; i++)
        {
            double potential = 0;
            for (int j = 0; j < bodies.Length; j++)
            {
                if (j != i)
                    potential -= bodies[j].Mass / Distance(bodies[i], bodies[j]);
            }
            potentials[i] = potential;
        }
        return potentials;
    }

    private static double Distance(Body a, Body b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
