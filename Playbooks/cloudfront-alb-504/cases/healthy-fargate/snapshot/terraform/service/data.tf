terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.62"
    }
  }

  backend "s3" {
    bucket = "jobs-example-tfstate"
    key    = "prod/service/terraform.tfstate"
    region = "ap-northeast-1"
  }
}

data "aws_vpc" "main" {
  tags = {
    Name = "jobs-main"
  }
}

# made by hand in 2022, looked up by name
data "aws_security_group" "ecs_existing" {
  name   = "ecs-existing"
  vpc_id = data.aws_vpc.main.id
}

data "aws_security_group" "cloudfront_only" {
  name   = "cloudfront-only"
  vpc_id = data.aws_vpc.main.id
}
