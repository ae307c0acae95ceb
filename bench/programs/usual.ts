// The usual way: a dynamic provider as Pulumi's documentation shows one. The SDK captures its functions and what they
// close over into the state, each call makes its own client, and diff looks at the API.
import * as pulumi from "@pulumi/pulumi";
import type { QualificationArgs } from "./arguments";

export { PassThrough as Tenant } from "./tenant";

interface Item {
  qualification: string;
  vettingStatus?: string;
}

interface Plain {
  customerId: string;
  qualification: string;
  educationSegment?: string;
  website?: string;
}

class Client {
  private readonly url: string;
  private readonly headers: Record<string, string>;

  constructor() {
    this.url = `${process.env.PARTNERCENTER_API_BASE_URL}/v1`;
    this.headers = {
      Authorization: `Bearer ${process.env.BENCH_ACCESS_TOKEN}`,
      "Content-Type": "application/json",
    };
  }

  async get(customerId: string): Promise<Item[]> {
    return this.call<Item[]>("GET", customerId);
  }

  async post(customerId: string, body: object): Promise<Item> {
    return this.call<Item>("POST", customerId, body);
  }

  private async call<T>(method: string, customerId: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/customers/${customerId}/qualifications`, {
      method,
      headers: this.headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${customerId}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

const provider: pulumi.dynamic.ResourceProvider = {
  async diff(_id, olds: Plain & Item, news: Plain) {
    const items = await new Client().get(olds.customerId);
    const live = items.find((item) => item.qualification === olds.qualification);
    return {
      changes:
        live === undefined ||
        live.vettingStatus !== olds.vettingStatus ||
        news.educationSegment !== olds.educationSegment ||
        news.website !== olds.website,
      replaces: news.customerId !== olds.customerId ? ["customerId"] : [],
    };
  },
  async create(inputs: Plain) {
    const { customerId, ...body } = inputs;
    const item = await new Client().post(customerId, {
      qualification: body.qualification,
      educationSegment: body.educationSegment,
      website: body.website,
    });
    return {
      id: `${customerId}/${inputs.qualification}`,
      outs: { ...inputs, vettingStatus: item.vettingStatus },
    };
  },
  async read(id, props: Plain) {
    const items = await new Client().get(props.customerId);
    const live = items.find((item) => item.qualification === props.qualification);
    return { id, props: { ...props, vettingStatus: live?.vettingStatus } };
  },
  async update(_id, _olds: Plain, news: Plain) {
    const items = await new Client().get(news.customerId);
    const live = items.find((item) => item.qualification === news.qualification);
    return { outs: { ...news, vettingStatus: live?.vettingStatus } };
  },
};

export class Qualification extends pulumi.dynamic.Resource {
  constructor(name: string, args: QualificationArgs) {
    super(provider, name, { vettingStatus: undefined, ...args });
  }
}
