using Tender.Cli;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
return await CommandTree.RunAsync(args, CliWorld.Real());
