-- The day that a visit agreed on waits on the due list: filled with the next plan of each client.
UPDATE care_client SET planned_until = '';
