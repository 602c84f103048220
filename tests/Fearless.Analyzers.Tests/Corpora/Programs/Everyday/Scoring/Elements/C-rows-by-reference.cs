// clean FC1003: a ref local to one's own element
struct Particle { public double X, Speed; }

static class Program
{
    static void Run(Particle[] particles, double time) => Parallel.For(0, particles.Length, i =>
    {
        ref Particle own = ref particles[i];
        own.X += own.Speed * time;
    });
}
