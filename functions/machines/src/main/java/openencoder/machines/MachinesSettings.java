package openencoder.machines;

import openencoder.machines.agents.AgentSettings;
import openencoder.machines.provider.Deployment;
import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;

/** What the machines function is told by its environment. */
record MachinesSettings(WebSettings web, Common common) {
    /**
     * What the schedule's function is told, too.
     *
     * @param artifactsBucket from {@code ARTIFACTS_BUCKET}
     * @param workers what an enrolled machine is told
     */
    record Common(Deployment deployment, String artifactsBucket, AgentSettings workers) {
        static Common from(Variables variables) {
            return new Common(
                    new Deployment(variables.required("DEPLOYMENT", "the stack's name")),
                    variables.required("ARTIFACTS_BUCKET", "the bucket that machines load from"),
                    AgentSettings.from(variables));
        }
    }

    static MachinesSettings from(Variables variables) {
        return new MachinesSettings(WebSettings.from(variables), Common.from(variables));
    }
}
