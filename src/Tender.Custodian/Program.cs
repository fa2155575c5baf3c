using Tender.Custodian.Configuration;
using Tender.Custodian.Serving;

// custodian [serve] --config FILE            looks after a seat
// custodian confirm REF PHASE --config FILE  a person confirms a sealed set
try
{
    return await CommandLine.RunAsync(args);
}
catch (SeatConfigurationException wrong)
{
    await Console.Error.WriteLineAsync($"The seat cannot start: {wrong.Message}");
    return 2;
}
