// The port to the mail. A sender has one letter and can send no other: what is to be said was settled when it was made,
// so nothing that happened can find its way into a mail.
import { SendEmailCommand, type SESv2Client } from "@aws-sdk/client-sesv2";

/** The words of a mail; plain text. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export interface Mail {
  /** Sends the letter to one address. */
  send(to: string): Promise<void>;
}

const words = (text: string) => ({ Data: text, Charset: "UTF-8" });

/** Mail of one letter from one address. */
export const makeMail = (ses: SESv2Client, from: string, { subject, text }: Letter): Mail => ({
  send: async (to) => {
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: words(subject), Body: { Text: words(text) } } },
    });
    await ses.send(command);
  },
});
