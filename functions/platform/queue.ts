// The port to a first-in-first-out queue. What it could not put it gives back, so that nothing is thought sent that is
// not; the same message put again within five minutes is one message.
import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";

export interface QueueMessage {
  readonly body: string;
  /** Messages of one group are worked one after another. */
  readonly group: string;
  /** What makes it the same message as another. */
  readonly same: string;
}

export interface Queue {
  /** Puts messages; gives back those that the queue did not take. */
  put(messages: readonly QueueMessage[]): Promise<QueueMessage[]>;
}

/** The most that the queue takes at once. */
const batchSize = 10;

/** One queue. */
export const makeQueue = (sqs: SQSClient, url: string): Queue => {
  const putBatch = async (batch: readonly QueueMessage[]): Promise<QueueMessage[]> => {
    const command = new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: batch.map(({ body, group, same }, n) => ({
        Id: `${n}`,
        MessageBody: body,
        MessageGroupId: group,
        MessageDeduplicationId: same,
      })),
    });
    const taken = new Set(((await sqs.send(command)).Successful ?? []).map(({ Id }) => Id));
    return batch.filter((_, n) => !taken.has(`${n}`));
  };
  return {
    put: async (messages) => {
      const left: QueueMessage[] = [];
      for (let from = 0; from < messages.length; from += batchSize)
        left.push(...(await putBatch(messages.slice(from, from + batchSize))));
      return left;
    },
  };
};
