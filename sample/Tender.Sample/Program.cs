using Tender.Sample.Launch;
using Tender.Sample.Processes;

try
{
    return await Launcher.RunAsync(args);
}
catch (PrerequisiteException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}
